/**
 * Names of fields that hold what is personal: of a child, a guardian, a contact. Names of institutions, of
 * the holders of their accounts, of files and of days are none of them.
 */
export const PERSONAL_FIELD =
  /^(.*(student|guardian|child|pupil|person|contact|parent)Names?|birthDate|gender|idKind|idNumber|residentId|phone|mobile|school|grade|email|contact)$/i;

/** Every name of a property in a JSON Schema, at any depth. */
export function propertyNamesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => [
    ...(key === "properties" && typeof value === "object" && value !== null
      ? Object.keys(value)
      : []),
    ...propertyNamesIn(value),
  ]);
}
