/** The error documents of `assets/`: bundled by `src/cli/service/error-documents.ts`. */
declare module "error-documents" {
  const documents: Readonly<
    Record<"voice" | "messaging", Readonly<Record<string, string>>>
  >;
  export default documents;
}
