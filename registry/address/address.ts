/** Characters that end an address: blanks, angle brackets, and quotation marks around it. */
const STOP = /[\s<>"`«»‹›“”„‟‘’「」『』【】（）《》、。，；]/;
/** Punctuation that ends a sentence around an address and does not belong to it. */
const TRAILING = /[.,:;!?¡¿…'*_~–—]/;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * The length of the address at the start of a text, without the punctuation behind it. A closing bracket belongs to it if the
 * address has the opening one: `/wiki/Ceibal_(plan)`.
 */
export function addressLength(text: string): number {
  const stop = text.search(STOP);
  let end = stop < 0 ? text.length : stop;
  // Brackets are counted once, so thousands of them are scanned only once each.
  const count = new Map<string, number>();
  for (const sign of text.slice(0, end)) if (/[()[\]{}]/.test(sign)) count.set(sign, (count.get(sign) ?? 0) + 1);
  const isUnopened = (sign: string) => sign in BRACKETS && (count.get(sign) ?? 0) > (count.get(BRACKETS[sign]!) ?? 0);
  for (;;) {
    const last = text.charAt(end - 1);
    // An ending such as `&amp;` is a character reference.
    const reference = last === ';' ? /&[a-z\d]{1,31};$/i.exec(text.slice(Math.max(0, end - 33), end)) : null;
    if (reference) end -= reference[0].length;
    else if (TRAILING.test(last) || isUnopened(last)) {
      end -= 1;
      count.set(last, (count.get(last) ?? 0) - 1);
    } else return end;
  }
}

/** The first web address in a text. */
export function findAddress(text: string): string | undefined {
  const start = text.search(/https?:\/\/[^\s/?#]/i);
  if (start < 0) return undefined;
  const rest = text.slice(start);
  return rest.slice(0, addressLength(rest));
}

/** A web address without credentials before its host: every reader of the page would have them. */
export const WITHOUT_CREDENTIALS = /^(?![^:]*:[\\/]*[^\\/?#]*@)[Hh][Tt][Tt][Pp][Ss]?:/;

/** Addresses with credentials in a text: their positions, and a form without them that may be shown. */
export function findCredentials(text: string): { index: number; shown: string }[] {
  if (!text.includes('@')) return [];
  return Array.from(text.matchAll(/https?:[\\/]*[^\s\\/?#@]*@([^\s\\/?#@]*)/gi), ({ index, 1: host }) => ({
    index,
    shown: `https://…@${host}`,
  }));
}
