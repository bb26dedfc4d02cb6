import * as z from "zod";

export const CorsConfiguration = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});
export type CorsConfiguration = z.infer<typeof CorsConfiguration>;

const given = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));

function isAllowed(cors: CorsConfiguration, origin: string): boolean {
  return cors.AllowOrigins.some(
    (allowed) =>
      allowed === "*" ||
      allowed === origin ||
      (allowed.endsWith("://*") && origin.startsWith(allowed.slice(0, -1))),
  );
}

/** The headers of every answer to an allowed origin; API Gateway overwrites a function's own. */
export function corsHeaders(
  cors: CorsConfiguration | undefined,
  origin: string | undefined,
): Record<string, string> {
  if (!cors || origin === undefined || !isAllowed(cors, origin)) return {};
  const isForAll = cors.AllowOrigins.includes("*") && !cors.AllowCredentials;
  return given({
    "access-control-allow-origin": isForAll ? "*" : origin,
    "access-control-allow-credentials": cors.AllowCredentials ? "true" : "",
    "access-control-expose-headers": cors.ExposeHeaders.join(","),
    vary: isForAll ? "" : "origin",
  });
}

/** What API Gateway itself answers, with status 204, to a browser's preflight. */
export function preflightHeaders(
  cors: CorsConfiguration,
  origin: string | undefined,
): Record<string, string> {
  const common = corsHeaders(cors, origin);
  if (Object.keys(common).length === 0) return {};
  return {
    ...common,
    ...given({
      "access-control-allow-methods": cors.AllowMethods.join(","),
      "access-control-allow-headers": cors.AllowHeaders.join(","),
      "access-control-max-age": cors.MaxAge === undefined ? "" : String(cors.MaxAge),
    }),
  };
}
