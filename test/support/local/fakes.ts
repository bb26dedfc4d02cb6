import type { Assembly, LocalClock, Resource } from "../../../local/ports.ts";

/** 2026-03-02 09:00 in Shanghai, the first morning of the demo city. */
export const FIRST_MORNING = Date.parse("2026-03-02T09:00:00+08:00");

/** A clock that stands still until it is moved. */
export function stillClock(startEpochMs = FIRST_MORNING): LocalClock {
  let now = startEpochMs;
  const listeners: ((nowEpochMs: number) => void)[] = [];
  return {
    now: () => now,
    moveTo(toEpochMs) {
      if (toEpochMs < now) throw new RangeError("the clock never goes back");
      now = toEpochMs;
      for (const listener of listeners) listener(now);
    },
    offset: new SharedArrayBuffer(8),
    onMove: (listener) => void listeners.push(listener),
  };
}

/** An assembly of these resources; `Ref` of each is its logical id. */
export function assemblyOf(
  resources: readonly {
    logicalId: string;
    type: string;
    name?: string;
    arn?: string;
    properties: unknown;
  }[],
): Assembly {
  const all = resources.map((resource): Resource => ({
    id: `Test/${resource.logicalId}`,
    stack: "Test",
    logicalId: resource.logicalId,
    type: resource.type,
    properties: resource.properties,
    name: resource.name ?? resource.logicalId,
    arn: resource.arn ?? `arn:aws:test:::${resource.name ?? resource.logicalId}`,
  }));
  return {
    region: "eu-west-1",
    partition: "aws",
    resources: all,
    ofType: (...types) => all.filter(({ type }) => types.includes(type)),
    byArn: (arn) => all.find((resource) => resource.arn === arn),
    byRef: (type, ref) => all.find((each) => each.type === type && each.logicalId === ref),
    assetPath: (s3Key) => s3Key,
    outputs: () => ({}),
    describe: () => ({ run: {}, inert: {} }),
  };
}
