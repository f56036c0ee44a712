/** The paths of a list's pages (`[...page].astro`); the first stands at the address of the list. */
export const pagePaths = <Params>(params: Params, pages: number): { params: Params & { page: string | undefined } }[] =>
  Array.from({ length: pages }, (_none, index) => ({ params: { ...params, page: index === 0 ? undefined : String(index + 1) } }));
