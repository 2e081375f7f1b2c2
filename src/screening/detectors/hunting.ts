const SOMEBODY = '(?:他|她|车主|此人|这个?人|这家人)'

/** What sends readers after somebody: to find him, to call on him, to hurt him or what is his. */
export const HUNTING = new RegExp(
  [
    `人肉|曝光${SOMEBODY}|扒(?:出|${SOMEBODY})|(?:找|查|堵|弄|砸|扎|泼)到?${SOMEBODY}|见到(?:他|她)?就?[打砸]`,
    `去(?:问候|拜访|慰问|招呼|教训)(?:他|她|一下)|大家都?去(?:找|堵|问候|拜访)|拜访(?:他|她|一下)|(?:去|上)(?:他|她)家`,
    '堵门|弄死|泼[粪漆]|寄(?:给)?(?:他|她|花圈|刀片)',
  ].join('|'),
)
