/** Typst sources are bundled as text. */
declare module "*.typ?raw" {
  const source: string;
  export default source;
}
