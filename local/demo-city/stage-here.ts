import type { LocalRuntime } from "../runtime.ts";
import { personas } from "./personas.ts";
import { type Stage, voice } from "./stage.ts";

const TOKEN_SECONDS = 3600;

/** A stage on the platform of this very process. */
export function stageHere(runtime: LocalRuntime): Stage {
  const claimsOf = (name: string) => personas.find((persona) => persona.name === name)?.claims;
  return {
    url: runtime.url,
    as: (persona) =>
      voice(
        runtime.url,
        persona === undefined
          ? undefined
          : () => runtime.token(claimsOf(persona) ?? { sub: persona }, TOKEN_SECONDS),
      ),
    idle: () => runtime.idle(),
    now: () => Promise.resolve(runtime.clock.now()),
    moveTo: (epochMs) => {
      if (epochMs > runtime.clock.now()) runtime.clock.moveTo(epochMs);
      return Promise.resolve();
    },
  };
}

/** Founds the city where that was not done in this data folder; what was interrupted goes on. */
export async function foundCityOnce(
  runtime: LocalRuntime,
  found: (stage: Stage) => Promise<unknown>,
): Promise<void> {
  const [namespace, key] = ["demo-city", "founded"];
  if (runtime.store.get<boolean>(namespace, key) === true) return;
  await found(stageHere(runtime));
  runtime.store.set(namespace, key, true);
}
