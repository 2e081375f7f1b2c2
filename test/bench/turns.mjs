// One work in a process of its own: at every message it is done to all comments once, and the milliseconds are answered.
import { readFileSync } from 'node:fs'
import { loadModel } from '../../dist/cli/load-model.js'
import { loadScreener } from '../../dist/cli/load-screener.js'
import { PACKAGE } from '../../dist/config.js'
import { normalize } from '../../dist/text/normalize.js'

const [name, commentsFile, wordlists] = process.argv.slice(2)
const comments = JSON.parse(readFileSync(commentsFile, 'utf8'))
const work = await makeWork()

process.on('message', () => {
  const start = performance.now()
  for (const comment of comments) work(comment)
  process.send(performance.now() - start)
})
process.send('ready')

async function makeWork() {
  if (name === 'normalize') return (text) => normalize(text)
  if (name === 'nodejieba alone') {
    const { default: nodejieba } = await import('nodejieba')
    return (text) => nodejieba.cut(text)
  }
  const rules = await loadScreener(wordlists)
  rules.warm()
  const screener = name === 'with the model' ? rules.withModel(await loadModel(PACKAGE.model)) : rules
  return (text) => screener.screen(text)
}
