export const SOS = 0xda;
const [DHT, DAC, DQT, DNL, DRI] = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd];

/**
 * Whether a segment has exactly the length of its content (ITU-T T.81, B.2): decoders ignore bytes behind that, which could be
 * a text.
 */
export function isSound(marker: number, content: Buffer): boolean {
  switch (marker) {
    case DNL:
    case DRI:
      return content.length === 2;
    case DAC:
      return content.length > 0 && content.length % 2 === 0 && content.length <= 64;
    case DQT:
      return content.length > 0 && fills(content, (at) => (content[at]! >> 4 === 0 ? 65 : 129));
    case DHT:
      return content.length > 0 && fills(content, (at) => 17 + content.subarray(at + 1, at + 17).reduce((sum, n) => sum + n, 0));
    case SOS:
      return content.length === 4 + 2 * content[0]!;
    default:
      return content.length === 6 + 3 * content[5]!;
  }
}

/** Whether tables with the lengths that `lengthAt` returns fill a segment. */
function fills(content: Buffer, lengthAt: (at: number) => number): boolean {
  let at = 0;
  while (at < content.length) at += lengthAt(at);
  return at === content.length;
}
