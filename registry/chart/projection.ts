/** The sheet that the map of the region is drawn on, in its own units. */
export const SHEET = { width: 800, height: 900 } as const;

const CENTRE = { longitude: -72, latitude: -12 };
/** Chosen so that Mexico, Brazil and Tierra del Fuego all fit. */
const SCALE = 580;
const ORIGIN = { x: 412, y: 452 };

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A place on the sheet: Lambert's azimuthal equal-area projection, so that no country looks larger than it is. */
export function project(longitude: number, latitude: number): [x: number, y: number] {
  const [along, up, centre] = [radians(longitude - CENTRE.longitude), radians(latitude), radians(CENTRE.latitude)];
  const cosine = Math.sin(centre) * Math.sin(up) + Math.cos(centre) * Math.cos(up) * Math.cos(along);
  const stretch = SCALE * Math.sqrt(2 / (1 + cosine));
  const x = stretch * Math.cos(up) * Math.sin(along);
  const y = stretch * (Math.cos(centre) * Math.sin(up) - Math.sin(centre) * Math.cos(up) * Math.cos(along));
  return [ORIGIN.x + x, ORIGIN.y - y];
}
