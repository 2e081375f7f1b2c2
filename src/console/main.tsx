import './styles/tokens.css'
import './styles/console.css'
import './styles/header.css'
import './styles/settings.css'
import './styles/entrance.css'
import './styles/work.css'
import './styles/side.css'
import './styles/card.css'
import './styles/evidence.css'
import './styles/standing.css'
import './styles/decide.css'
import './styles/picker.css'
import './styles/states.css'
import './styles/models.css'
import './styles/page.css'
import './styles/people.css'
import './styles/care.css'
import './styles/many.css'
import './styles/flood.css'
import './styles/statistics.css'
import './styles/toast.css'
import './styles/wordings.css'
import './styles/complaints.css'
import './styles/training.css'
import { render } from 'preact'
import { createModeratorApi } from './api/moderator-api.ts'
import { App } from './app.tsx'

const root = document.getElementById('console')
if (!root) throw new Error('The page has no #console')

const site = new URLSearchParams(location.search).get('site')
const beacon = (path: string, body: string) =>
  navigator.sendBeacon(path, new Blob([body], { type: 'application/json' }))
render(<App api={createModeratorApi((input, init) => fetch(input, init), Date.now, { site, beacon })} />, root)
