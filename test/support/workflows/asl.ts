import { createRequire } from "node:module";

type Validate = (
  definition: unknown,
  options: { readonly checkPaths: boolean; readonly checkArn: boolean },
) => { readonly isValid: boolean; readonly errorsText: (separator: string) => string };

/** The package has no types. */
const validate = createRequire(import.meta.url)("asl-validator") as Validate;

/** What asl-validator finds wrong with a definition; empty when it is sound. */
export function problemsOf(definitionText: string): string {
  // Functions stand in a template by references, which are no ARNs yet.
  const options = { checkPaths: true, checkArn: false };
  const { isValid, errorsText } = validate(JSON.parse(definitionText), options);
  return isValid ? "" : errorsText("\n");
}
