/** A white picture of one pixel: what stands in for a drawing where a program cannot show it. */
export const TINY_PNG: Uint8Array = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);
