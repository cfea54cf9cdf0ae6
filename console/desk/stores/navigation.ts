/** Lets stores bring a page in front; the router lends its way of doing so. */
let route: ((path: string) => void) | undefined;

export function lendRoute(lent: (path: string) => void): () => void {
  route = lent;
  return () => void (route = undefined);
}

export const goTo = (path: string): void => route?.(path);
