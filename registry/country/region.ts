/**
 * The 33 countries of Latin America and the Caribbean (the members of CELAC), with the latitude and longitude of their capitals:
 * enough to say which are near each other.
 */
export const REGION: ReadonlyMap<string, readonly [latitude: number, longitude: number]> = new Map([
  ['ARG', [-34.6, -58.4]],
  ['ATG', [17.1, -61.8]],
  ['BHS', [25.1, -77.3]],
  ['BLZ', [17.3, -88.8]],
  ['BOL', [-16.5, -68.1]],
  ['BRA', [-15.8, -47.9]],
  ['BRB', [13.1, -59.6]],
  ['CHL', [-33.4, -70.7]],
  ['COL', [4.7, -74.1]],
  ['CRI', [9.9, -84.1]],
  ['CUB', [23.1, -82.4]],
  ['DMA', [15.3, -61.4]],
  ['DOM', [18.5, -69.9]],
  ['ECU', [-0.2, -78.5]],
  ['GRD', [12.1, -61.7]],
  ['GTM', [14.6, -90.5]],
  ['GUY', [6.8, -58.2]],
  ['HND', [14.1, -87.2]],
  ['HTI', [18.5, -72.3]],
  ['JAM', [18.0, -76.8]],
  ['KNA', [17.3, -62.7]],
  ['LCA', [14.0, -61.0]],
  ['MEX', [19.4, -99.1]],
  ['NIC', [12.1, -86.3]],
  ['PAN', [9.0, -79.5]],
  ['PER', [-12.0, -77.0]],
  ['PRY', [-25.3, -57.6]],
  ['SLV', [13.7, -89.2]],
  ['SUR', [5.9, -55.2]],
  ['TTO', [10.7, -61.5]],
  ['URY', [-34.9, -56.2]],
  ['VCT', [13.2, -61.2]],
  ['VEN', [10.5, -66.9]],
] as const);

/** Kilometres between two capitals of the region; undefined where one of them is elsewhere. */
export function distance(one: string, other: string): number | undefined {
  const [a, b] = [REGION.get(one), REGION.get(other)];
  if (!a || !b) return undefined;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (x: number) => Math.sin(rad(x) / 2) ** 2;
  const arc = half(b[0] - a[0]) + Math.cos(rad(a[0])) * Math.cos(rad(b[0])) * half(b[1] - a[1]);
  return 2 * 6371 * Math.asin(Math.sqrt(arc));
}
