/** Tells whether a host, also as a URL writes it, is this very machine. */
export function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|\[::1\]|localhost)$/i.test(host)
}
