/**
 * A fingerprint of text, 106 bits as base 36: two runs of cyrb53 (public domain,
 * github.com/bryc) under different seeds. It must be quick and synchronous, because
 * an import makes one for every order; it guards against accident, not against malice.
 */
export function fingerprint(text: string): string {
  return cyrb53(text, 0x51ed).toString(36) + cyrb53(text, 0x2f0b).toString(36).padStart(11, "0");
}

function cyrb53(text: string, seed: number): number {
  let h1 = 0xdeadbeef ^ seed;
  let h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ c, 2654435761);
    h2 = Math.imul(h2 ^ c, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
