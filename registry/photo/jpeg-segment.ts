export const SOS = 0xda;
const [DHT, DAC, DQT, DNL, DRI] = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd];

/**
 * Whether a segment that decoders read is as long as what it has to say (ITU-T T.81, B.2): what stands behind that is read by
 * nobody, and could be a text.
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

/** Whether tables, each as long as `lengthAt` says, fill a segment. */
function fills(content: Buffer, lengthAt: (at: number) => number): boolean {
  let at = 0;
  while (at < content.length) at += lengthAt(at);
  return at === content.length;
}
