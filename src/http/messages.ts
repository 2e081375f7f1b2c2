import { type Language, type Words, words } from '../moderation/language.ts'
import type { ErrorCode } from './errors.ts'

/** What stands in the braces of a message; words are put in the reader's own language. */
export type Parameters = Readonly<Record<string, string | number | Words>>

/** Puts the parameters in their places. Numbers are grouped: 2,000. */
export function say(message: Words, parameters: Parameters, language: Language): string {
  return message[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters[name]
    if (value === undefined) return place
    if (typeof value === 'object') return value[language]
    return typeof value === 'number' ? value.toLocaleString('en-US') : value
  })
}

/** What each error says unless the place where it happens knows better: what went wrong, and what to do next. */
export const MESSAGES: Readonly<Record<ErrorCode, Words>> = {
  invalid_request: words(
    '「{path}」不對：{problem}。請改正後再試。',
    '“{path}” is wrong: {problem}. Correct it and try again.',
  ),
  invalid_json: words(
    '請求不是完整的 JSON（{where}）。請檢查括號、引號與逗號。',
    'The request is not valid JSON ({where}). Check brackets, quotes and commas.',
  ),
  invalid_encoding: words(
    '請求不是有效的 UTF-8 文字。請以 UTF-8 編碼重新送出。',
    'The request is not valid UTF-8. Encode it as UTF-8 and send it again.',
  ),
  request_unreadable: words('請求不是 HTTP/1.1，無法讀取。', 'The request is not HTTP/1.1 and cannot be read.'),
  request_timeout: words(
    '請求沒有及時送完。請再試一次。',
    'The request did not come in whole in time. Please try again.',
  ),
  headers_too_large: words(
    '網址與標頭合計超過 16 KB，無法讀取。請縮短查詢。',
    'The address and the headers are over 16 KB together and cannot be read. Shorten the query.',
  ),
  token_missing: words('登入後才能評論。請先登入。', 'Sign in before you comment.'),
  token_invalid: words('登入憑證無法識別。請重新登入。', 'Your sign-in cannot be recognised. Please sign in again.'),
  token_expired: words(
    '登入已過期。請重新整理頁面或重新登入，你寫的內容不會公開。',
    'Your sign-in has expired. Reload the page or sign in again; nothing was published.',
  ),
  credentials_invalid: words('用戶名、密碼或動態碼不對。{left}', 'User name, password or code is wrong.{left}'),
  code_required: words('請輸入驗證器上的動態碼。', 'Enter the code that your authenticator shows.'),
  session_required: words('登入已結束，請重新登入。', 'You are not signed in. Please sign in again.'),
  reader_unverified: words(
    '先完成手機實名認證才能評論，法規要求，約 1 分鐘；前台只顯示暱稱。',
    'Verify your phone number before you comment: the law asks for it, it takes a minute, and only your nickname is shown.',
  ),
  reader_sanctioned: words('你現在不能發表評論。', 'You cannot post comments now.'),
  guardian_required: words(
    '未滿十四歲的帳號須由監護人同意後才能評論、回覆和按讚。請監護人在本站帳號頁同意。',
    'Under fourteen, a guardian has to agree before you comment, reply or like. Ask yours to do so on the account page of this site.',
  ),
  reply_blocked: words(
    '這位網友不接受你的回覆，這條沒有發出。可以在文章下另發一條評論。',
    'This reader does not take replies from you; it was not posted. You can post a comment of its own under the article.',
  ),
  origin_not_allowed: words(
    '這個網站（{origin}）沒有登記使用評論服務。請網站管理員登記後再試。',
    'This website ({origin}) is not registered with the comment service. Ask its administrator to register it.',
  ),
  article_closed: words(
    '這篇文章的評論已關閉。已發表的評論仍可閱讀。',
    'Comments on this article are closed. Those published can still be read.',
  ),
  comment_unknown: words('找不到這條評論，或作者已撤回。', 'There is no such comment, or its author withdrew it.'),
  reader_unknown: words(
    '找不到這位網友，或帳號資料已刪除。',
    'There is no such reader, or they have deleted their profile.',
  ),
  own_profile: words('不能屏蔽自己。', 'You cannot block yourself.'),
  too_many_blocks: words(
    '最多屏蔽 {limit} 人。請先解除幾位。',
    'You can block {limit} readers at most. Take some off the list first.',
  ),
  not_answerable: words(
    '這條評論已刪除或撤回，不能再回覆。',
    'This comment was removed or withdrawn and cannot be answered any more.',
  ),
  template_unknown: words(
    '沒有這個範本，或已停用。請重新載入清單。',
    'There is no such template, or it is no longer in use. Load the list again.',
  ),
  macro_unknown: words(
    '沒有這個宏，或已停用。請重新載入清單。',
    'There is no such macro, or it is no longer in use. Load the list again.',
  ),
  bulk_unknown: words('沒有這個批次。請重新載入清單。', 'There is no such act on many comments. Load the list again.'),
  bulk_conflict: words('什麼也沒有改：{problem}。', 'Nothing was changed: {problem}.'),
  sanction_unknown: words('沒有這項處置。請重新載入這條。', 'There is no such measure. Load the comment again.'),
  sanction_conflict: words('什麼也沒有改。請重新載入這條。', 'Nothing was changed. Load the comment again.'),
  model_unknown: words(
    '沒有這個模型。請重新整理頁面，再看一次清單。',
    'There is no such model. Reload the page and look at the list again.',
  ),
  model_conflict: words(
    '這個模型現在不能這樣做：{problem}。請重新整理頁面，看看現在的狀態。',
    'That cannot be done with this model now: {problem}. Reload the page to see how it stands.',
  ),
  invitation_unknown: words(
    '這個邀請已用過、已撤回或已過期。請管理員再發一個。',
    'This invitation was used, taken back or has expired. Ask an administrator for another.',
  ),
  person_unknown: words(
    '沒有這個人。請重新整理頁面，再看一次名單。',
    'There is no such person. Reload the page and look at the list again.',
  ),
  second_factor_conflict: words(
    '兩步驗證的狀態剛變過。請重新整理頁面再看。',
    'Two-step sign-in has just been changed. Reload the page to see how it stands.',
  ),
  username_taken: words('這個用戶名已有人用。請換一個。', 'This user name is taken. Choose another.'),
  last_admin: words(
    '這是本站最後一位能登入的管理員，不能停用或改換角色。請先讓另一位當管理員。',
    'This is the last administrator of the site who can sign in. Make somebody else one first.',
  ),
  csrf_invalid: words(
    '頁面已過期。請重新整理後再試，剛才的操作沒有生效。',
    'This page is out of date. Reload it and try again; nothing was changed.',
  ),
  role_forbidden: words(
    '你的角色不能做這件事，只能查看。需要時請找管理員。',
    'Your role may look but not do this. Ask an administrator if you need to.',
  ),
  password_change_required: words('請先設定新密碼，再繼續。', 'Choose a new password first.'),
  second_factor_required: words(
    '你的角色須用兩步驗證。請先在帳號頁設定，再繼續。',
    'Your role needs two-step sign-in. Set it up on the account page first.',
  ),
  password_wrong: words('現在的密碼不對。{left}', 'The present password is wrong.{left}'),
  article_unknown: words(
    '找不到這篇文章。第一條評論須從已登記的網站頁面發出。',
    'This article is unknown. Its first comment must come from a page of a registered website.',
  ),
  not_found: words('找不到「{path}」。請檢查網址。', 'There is nothing at “{path}”. Check the address.'),
  method_not_allowed: words(
    '「{path}」不接受 {method}，可用：{allow}。',
    '“{path}” does not take {method}; use {allow}.',
  ),
  lease_lost: words(
    '這條已不由你持有，剛才的操作沒有生效。請領取下一條。',
    'You no longer hold this comment; nothing was changed. Take the next one.',
  ),
  already_decided: words(
    '這條已經有人裁決，你的裁決沒有生效。請領取下一條。',
    'Someone has already decided this comment; your decision has no effect. Take the next one.',
  ),
  not_decidable: words(
    '這條評論現在的狀態不能這樣裁決，什麼也沒有改。請重新載入這條。',
    'That cannot be decided as the comment stands now; nothing was changed. Load the comment again.',
  ),
  not_undoable: words(
    '這個裁決不能撤銷了，什麼也沒有改。',
    'This decision can no longer be undone; nothing was changed.',
  ),
  escalation_conflict: words(
    '這條已經上報，或已有答覆。請重新載入這條。',
    'A lead is asked about it already, or has answered. Load it again.',
  ),
  too_many_leases: words(
    '你同時最多持有 {limit} 條。請先裁決或交還幾條。',
    'You hold at most {limit} comments at once. Decide some or give them back first.',
  ),
  macro_key_taken: words('這個按鍵已有另一個宏在用，請換一個。', 'Another macro has this key. Choose another.'),
  not_withdrawable: words(
    '這條評論已經不能撤回：未通過、已移除或已撤回的評論留有記錄。',
    'This comment can no longer be withdrawn: what was rejected, removed or withdrawn stays on record.',
  ),
  not_editable: words(
    '這條評論已經不能修改：未通過、已移除或已撤回的評論留有記錄。',
    'This comment can no longer be changed: what was rejected, removed or withdrawn stays on record.',
  ),
  edit_too_late: words(
    '評論發出後 {minutes} 分鐘內可以修改，這條到 {until}（北京時間）為止。可以撤回後重發。',
    'A comment can be changed for {minutes} minutes, this one until {until}, Beijing time. You can withdraw it and post another.',
  ),
  own_comment: words(
    '這是你自己的評論，不用檢舉；要收回請撤回。',
    'This is your own comment: withdraw it instead of reporting it.',
  ),
  not_reportable: words(
    '這條評論已經沒有公開，不用再檢舉。',
    'This comment is not public any more; there is no need to report it.',
  ),
  report_answered: words(
    '這條已經檢舉過，編輯已經看過：{answer}',
    'This comment was reported before, and an editor has looked at it: {answer}',
  ),
  reports_enough: words(
    '這條已經收到幾件從你的網絡送來的檢舉，編輯正在看。登入後仍可以檢舉。',
    'Editors are looking at this comment already: several reports came from your network. You can still report it after signing in.',
  ),
  not_appealable: words(
    '只有未通過或已移除的評論可以申訴。請重新整理，看看它現在的狀態。',
    'Only a comment that was rejected or removed can be appealed. Reload to see how it stands.',
  ),
  already_appealed: words(
    '這個決定已經申訴過，每個決定只能申訴一次。',
    'This decision was appealed already; each can be appealed once.',
  ),
  appeal_too_late: words(
    '申訴期限是決定後 {days} 天，已經過了。',
    'A decision can be appealed for {days} days; that time is over.',
  ),
  training_unknown: words(
    '這條不是訓練卡，或已停用。請重新載入清單。',
    'This is no training card, or it is no longer in use. Load the list again.',
  ),
  body_too_large: words(
    '請求太大，最多 {limit} KB。請縮短後再送。',
    'The request is too large: at most {limit} KB. Shorten it and send it again.',
  ),
  unsupported_media_type: words(
    '請以 Content-Type: application/json 送出（現為「{type}」）。',
    'Send it with Content-Type: application/json (it is “{type}”).',
  ),
  text_empty: words('評論還是空的。寫點什麼再發。', 'The comment is empty. Write something first.'),
  text_too_long: words(
    '評論最多 {limit} 字，現有 {count} 字，請刪減後再發。',
    'A comment has at most {limit} characters; this one has {count}. Shorten it and post again.',
  ),
  text_invalid: words(
    '評論第 {position} 字處有無法顯示的字符（{character}）。刪去後再發。',
    'There is a character that cannot be shown ({character}) at position {position}. Remove it and post again.',
  ),
  idempotency_conflict: words(
    '同一個 Idempotency-Key 已用於另一條評論。請換一個新的鍵再發。',
    'This Idempotency-Key was used for a different comment. Use a new key.',
  ),
  password_weak: words('{problem}', '{problem}'),
  code_wrong: words(
    '動態碼不對，或已用過。請等下一個再輸入，並看看手機時間準不準。',
    'The code is wrong, or was used before. Wait for the next one, and see whether your phone tells the right time.',
  ),
  ticket_unknown: words('沒有這個編號。請檢查後再試。', 'There is no such number. Check it and try again.'),
  proof_required: words(
    '請先做完一道計算題再送（瀏覽器會自己算），以防機器人灌入。',
    'First solve the puzzle that comes with this answer (a browser does it by itself): it keeps robots out.',
  ),
  too_many_requests: words('請求太多，歇一歇，{wait}後再試。', 'Too many requests. Try again in {wait}.'),
  account_locked: words(
    '錯了太多次，{wait}後才能再試。忘記密碼請找管理員重設。',
    'Too many wrong tries. Try again in {wait}, or ask an administrator for a new password.',
  ),
  internal_error: words(
    '服務出了問題，沒有保存任何內容。請稍後再試；仍不行請告知管理員編號 {requestId}。',
    'Something went wrong and nothing was saved. Try again later; if it persists, tell the administrator number {requestId}.',
  ),
  keys_unavailable: words(
    '登入憑證暫時無法核對，沒有保存任何內容。請稍後再試。',
    'Your sign-in cannot be checked right now and nothing was saved. Try again shortly.',
  ),
  service_unavailable: words(
    '服務暫時連不上資料庫，沒有保存任何內容。請稍後再試。',
    'The service cannot reach its database right now and saved nothing. Try again shortly.',
  ),
}

/** A duration as a person says it: seconds up to a minute and a half, then minutes rounded up. */
export function waitWords(seconds: number): Words {
  if (seconds <= 90) return words(`${seconds} 秒`, `${seconds} second${seconds === 1 ? '' : 's'}`)
  const minutes = Math.ceil(seconds / 60)
  return words(`${minutes} 分鐘`, `${minutes} minutes`)
}
