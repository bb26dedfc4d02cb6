import { StaleVersion } from "../../adapters/unit-of-work.ts";

const STALE_ATTEMPTS = 3;

/** Someone else may have been faster: what they wrote shows when everything is read again. */
export async function againWhenStale<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StaleVersion) || attempt >= STALE_ATTEMPTS) throw error;
    }
  }
}
