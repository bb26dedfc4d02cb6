import checkFile from "eslint-plugin-check-file";
import tseslint from "typescript-eslint";

/** What a pure core may not reach for: the clock, chance and the environment come in as arguments. */
const impure = [
  { object: "Date", property: "now", message: "The domain gets the time as an argument." },
  { object: "Math", property: "random", message: "The domain gets ids and chance as arguments." },
  { object: "process", property: "env", message: "The domain knows no environment." },
];

export default tseslint.config(
  { ignores: ["node_modules", "dist", "cdk.out", ".local", "coverage"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "check-file": checkFile },
    rules: {
      "check-file/filename-naming-convention": [
        "error",
        { "**/*.ts": "KEBAB_CASE" },
        { ignoreMiddleExtensions: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
          message: 'Write `import * as z from "zod"`: named imports bundle 360 KB more.',
        },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
      ],
    },
  },
  {
    files: [
      "domain/**/*.ts",
      "events/**/*.ts",
      "adapters/**/*.ts",
      "functions/**/*.ts",
      "infra/**/*.ts",
    ],
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
    },
  },
  {
    files: ["domain/**/*.ts"],
    rules: {
      "no-restricted-properties": ["error", ...impure],
      "no-restricted-imports": ["error", { patterns: ["@aws-sdk/*", "aws-*", "node:*"] }],
    },
  },
  {
    // Tests look into the JSON of answers as a client would; what they find is asserted, not trusted.
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  { files: ["*.config.ts"], rules: { "no-restricted-syntax": "off" } },
);
