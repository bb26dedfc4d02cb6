import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** The keys of measures and of what finds them; part of `keys`. */
export const measureKeys = {
  measure: (measureId: string): Key => ({ pk: `${PREFIX.measure}#${measureId}`, sk: "HEAD" }),
  measuresOfInstitution: (id: string) => `${PREFIX.measuresByInstitution}#${id}`,
  measuresOfUnit: (unitId: string) => `${PREFIX.measuresByUnit}#${unitId}`,
} as const;
