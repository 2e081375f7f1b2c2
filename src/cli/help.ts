import { PACKAGE } from '../config.ts'
import { EVAL_HELP, TRAIN_HELP } from './help-model.ts'

/** Lists the commands with their options, or tells all about the one command named. */
export async function help(args: readonly string[]): Promise<undefined> {
  process.stdout.write(HELP_OF.get(args[0] ?? '') ?? HELP)
  return undefined
}

/** Prints the version alone, for scripts. */
export async function version(): Promise<undefined> {
  process.stdout.write(`${PACKAGE.version()}\n`)
  return undefined
}

const HELP = `Yueping 閱評: reads every comment before the public does.

node dist/main.js <command>

  serve                             the service: reader API, review console, demo page
  screen [FILE] [--format text] [--explain] [--skip-malformed] [--no-model]
                                    reads comments (JSON Lines) from FILE or standard input, writes verdicts
  wordlists lint [--corpus PATH …]  checks the lists; with labelled comments, how precise each entry is
  eval PATH … [--model FILE | --no-model] [--html FILE] [--json]
                                    measures the screening on labelled comments, files or folders of *.jsonl
  train PATH … --out FILE [--folds N] [--epochs N] [--seed N] [--buckets N]
        [--no-seed-corpus]          fits a model on labelled comments and the seed corpus, and says how good it is
  train --from-decisions [--site ID]
                                    fits a candidate to a site's decisions; the service does it every night
  model list | shadow VERSION | withdraw VERSION | promote VERSION |
        rollback [VERSION] [--site ID]
                                    a site's own models: read without effect, put into force, put back
  rescan --since DATE [--site ID]   screens what was published or held since then by the lists and models of now, and
                                    asks moderators where that is graver; serve does it when they change
  migrate                           brings the database to this release; serve does it too
  site add ID --name NAME --origin URL [--origin URL …]
                                    a portal: prints the secret that signs its reader tokens, once
  site list                         every site with its origins
  site keys ID --jwks URL | --no-jwks
                                    where the portal publishes the keys that it signs reader tokens with (ES256)
  site contacts ID [--phone NUMBER] [--email ADDRESS] [--url URL]
                                    whom readers who report a comment may turn to as well; an empty value takes one back
  site review ID [--second-share 0..1] [--bulk-alone N]
                                    how many decisions are looked at again, how many one decides alone in bulk
  user add NAME [--role moderator|lead|admin|auditor] [--name DISPLAY] [--site ID]
  user reset-password NAME          both print a one-time password
  user disable | enable | sign-out | reset-totp NAME
  user role NAME --role ROLE        all take --site ID, and work while the service runs
  demo-traffic PATH [--url URL] [--rate N] [--limit N] [--readers N] [--concurrency N] [--seed N]
                                    posts the comments of a folder of *.jsonl to a running service's demo site
  help, version

Environment (an empty variable counts as absent)

  HOST 127.0.0.1                    PORT 8080
  DATABASE_URL                      a PostgreSQL of yours, 14 or newer; absent: one is started in YUEPING_DATA
  YUEPING_DATA ./data               YUEPING_SECRET                  32 bytes or more; absent: made once, kept in YUEPING_DATA
  YUEPING_PUBLIC_URL                where browsers reach the service; absent: http://localhost:PORT
  YUEPING_TRUSTED_PROXIES 0         proxies in front that write X-Forwarded-For
  YUEPING_DEMO on                   off by default when NODE_ENV=production or HOST is not loopback
  YUEPING_COMMENTS_PER_READER 5     in YUEPING_READER_MINUTES 10
  YUEPING_REQUESTS_PER_ADDRESS 300  a minute
  YUEPING_ARTICLE_COMMENTS 30       a minute; beyond it an article is slow by itself
  YUEPING_SKIP_MALFORMED_ENTRIES off   on: serve logs malformed lines of the lists and starts without them
  LOG_LEVEL                         warn on a terminal, else info
`

const SCREEN_HELP = `node dist/main.js screen [FILE] [--format jsonl|text] [--explain] [--skip-malformed]
                           [--no-model]

Screens comments by the word lists, detectors and the model, without a database.

  FILE             one JSON object a line, {"id","text"}; absent or "-": standard input.
                   Other fields are ignored; a line without an id is named by its number
  --format text    every line is a comment, named by its number
  --explain        tells a person instead: the text with a caret line under every hit, what each fold
                   changed, which entries did not count and why, how the risk adds up, and what would
                   have had to differ for another verdict. Colours on a terminal; NO_COLOR turns them off
  --skip-malformed names malformed lines of the word lists and goes on without them; else they are an error
  --no-model       lets the word lists and detectors speak alone

Without --explain each line is answered by one line of JSON, in order:
  {"id","verdict":"pass|hold|block","category","risk":{…},"hits":[{"rule","entry","category","start","end","text"}],"findings":[…]}
  start and end are UTF-16 offsets into the text. An id comes back with the value it had, a number with every digit.

The exit code is 1 when a line could not be read (it is named, and the others are screened still), when there is
no such file, or for a wrong option; else 0. A line may be 1,048,576 characters long.
`

const HELP_OF = new Map([
  ['screen', SCREEN_HELP],
  ['eval', EVAL_HELP],
  ['train', TRAIN_HELP],
])
