/** An asset imported as its text: esbuild's `text` loader (see `src/cli/build.ts`). */
declare module "*.xml" {
  const text: string;
  export default text;
}
