import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import type { Drawing } from '../document.ts';

/** Sharp on paper at the width of a page. */
const WIDTH = 1400;
const find = createRequire(import.meta.url);
const fontFiles = ['400Regular/PublicSans_400Regular.ttf', '600SemiBold/PublicSans_600SemiBold.ttf'].map((face) =>
  find.resolve(`@expo-google-fonts/public-sans/${face}`),
);

/** A picture as PNG, for programs that draw no SVG; with the faces of the site alone, so that every machine makes the same. */
export const pictureAsPng = ({ svg }: Drawing): Uint8Array =>
  new Resvg(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Public Sans' },
  })
    .render()
    .asPng();

/** The size at which a picture fits into a frame, as large as it may be. */
export function fit({ width, height }: Pick<Drawing, 'width' | 'height'>, most: { width: number; height: number }) {
  const scale = Math.min(most.width / width, most.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
