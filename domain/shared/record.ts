import { invariant } from "./invariant.ts";

/** A value for each of some names. */
export function recordOf<K extends string, V>(
  names: readonly K[],
  valueOf: (name: K) => V,
): Readonly<Record<K, V>> {
  const values: Partial<Record<K, V>> = {};
  for (const name of names) values[name] = valueOf(name);
  invariant(hasAll(values, names), "every name has a value");
  return values;
}

/** A value for each name that is asked for, made once. */
export function onDemand<K extends string, V extends object>(
  valueOf: (name: K) => V,
): (name: K) => V {
  const made: Partial<Record<K, V>> = {};
  return (name) => (made[name] ??= valueOf(name));
}

const hasAll = <K extends string, V>(
  values: Partial<Record<K, V>>,
  names: readonly K[],
): values is Record<K, V> => names.every((name) => name in values);

/** The names of a record's values, as its type has them. */
export const namesIn = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(record).filter((name) => isNameIn(record, name));

const isNameIn = <K extends string>(
  record: Readonly<Record<K, unknown>>,
  name: string,
): name is K => Object.hasOwn(record, name);
