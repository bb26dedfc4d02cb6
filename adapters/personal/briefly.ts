import type { EpochMs } from "../../domain/shared/time.ts";

/** Secrets stay in memory for five minutes at most: a revoked grant takes effect within that time. */
export const SECRET_LIFETIME_MS = 5 * 60_000;

/**
 * Remembers what `make` answered for a name, for a short time. Callers at the same moment share one call; a
 * failure is not remembered. Nothing stays beyond its time once anything is asked for again.
 */
export function rememberBriefly<T>(now: () => EpochMs): {
  get(name: string, make: () => Promise<T>): Promise<T>;
} {
  const kept = new Map<string, { readonly value: Promise<T>; readonly until: EpochMs }>();
  return {
    get(name, make) {
      for (const [key, entry] of kept) if (entry.until <= now()) kept.delete(key);
      const found = kept.get(name);
      if (found !== undefined) return found.value;
      const entry = { value: make(), until: now() + SECRET_LIFETIME_MS };
      kept.set(name, entry);
      entry.value.catch(() => {
        if (kept.get(name) === entry) kept.delete(name);
      });
      return entry.value;
    },
  };
}
