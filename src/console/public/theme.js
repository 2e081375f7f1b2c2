// A classic script, run before the first paint: a module would run after it and the page would flash.
;(() => {
  let own = null
  try {
    own = localStorage.getItem('yueping.theme')
  } catch {
    // Storage is refused in some private windows; the system's preference stands.
  }
  const isDark = own === 'dark' || (own !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
