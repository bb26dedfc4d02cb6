import { bankDirectory } from "../adapters/bank/bank-directory.ts";
import { rulePacks } from "../adapters/rule-packs.ts";
import { keys } from "../adapters/table/keys.ts";
import type { Item, Table, Value } from "../adapters/table/table.ts";
import { unitTree } from "../adapters/unit-tree.ts";
import { respondToComplaint } from "../functions/complaint/authority-contracts.ts";
import { acceptResolution, fileComplaint } from "../functions/complaint/contracts.ts";
import { acceptResolution as accept } from "../functions/complaint/accept-resolution.ts";
import { fileComplaint as file } from "../functions/complaint/file-complaint.ts";
import { respondToComplaint as respond } from "../functions/complaint/respond-to-complaint.ts";
import { httpLambda, type HttpHandler } from "../functions/kit/http.ts";
import type { HttpEvent } from "../functions/kit/http-message.ts";
import { memberDirectory, subjectHash as subjectHashOf } from "../functions/kit/members.ts";
import type { PersonalKit } from "../functions/kit/personal-deps.ts";
import { aStatement, type ComplaintCity } from "../test/support/complaint-city.ts";
import { call, type Caller, inProcess, once } from "../test/support/door.ts";
import { assemblyWithRoutes, gatewayOf, ISSUER_URL } from "../test/support/local/gateway.ts";

const OPERATIONS = [fileComplaint, respondToComplaint, acceptResolution];
type Operation = (typeof OPERATIONS)[number];
const routeOf = ({ method, path }: Operation): string => `${method} ${path}`;

const ANSWER = { text: "经核实，情况如下。" };

/** The functions of a lifecycle on some table, as warm ones are: data keys are at hand. */
function functionsOn(city: ComplaintCity, table: Table): (route: string) => HttpHandler {
  const kit: PersonalKit = {
    ...city.kit,
    table,
    members: memberDirectory(table, city.kit.now),
    banks: bankDirectory(table),
    units: unitTree(table),
    rules: rulePacks(table, city.kit.now),
  };
  const handlers: Readonly<Record<string, HttpHandler>> = {
    [routeOf(fileComplaint)]: httpLambda(fileComplaint, file, kit),
    [routeOf(respondToComplaint)]: httpLambda(respondToComplaint, respond, kit),
    [routeOf(acceptResolution)]: httpLambda(acceptResolution, accept, kit),
  };
  return (route) => {
    const handler = handlers[route];
    if (handler === undefined) throw new Error(`nothing answers ${route}`);
    return handler;
  };
}

interface Answered {
  readonly complaintId: string;
}
/** Asks an operation on behalf of somebody. @returns the body of its answer */
type Ask = (
  operation: Operation,
  as: Caller,
  about: { readonly path?: { readonly complaintId: string }; readonly body?: object },
) => Promise<Answered>;

/** One complaint, from its filing over the institution's answer to the family's consent. */
const lifecycleBy = (city: ComplaintCity, ask: Ask) => async (): Promise<void> => {
  const { complaintId } = await ask(fileComplaint, city.family, { body: aStatement(city) });
  const path = { complaintId };
  await ask(respondToComplaint, city.service, { path, body: ANSWER });
  await ask(acceptResolution, city.family, { path });
};

/** A lifecycle by the functions alone, HTTP left out. */
export function lifecycleOn(city: ComplaintCity, table: Table): () => Promise<void> {
  const functions = functionsOn(city, table);
  return lifecycleBy(city, async (operation, as, about) => {
    const answer = await call(functions(routeOf(operation)), {
      as,
      headers: once(),
      ...about,
    });
    const body = answer.body as Answered;
    if (answer.status >= 300) throw new Error(`${operation.id}: ${JSON.stringify(body)}`);
    return body;
  });
}

/** The members among these items, as the local issuer's tokens name them. */
export const membersByToken = (
  items: readonly Item[],
  callers: readonly Caller[],
): readonly Item[] =>
  callers.flatMap(({ subject, memberId }) => {
    const subjectHash = subjectHashOf(ISSUER_URL, subject);
    return items
      .filter(({ type, state }) => type === "member" && JSON.stringify(state).includes(memberId))
      .map((member): Item => {
        const state = { ...(member["state"] as Record<string, Value>), subjectHash };
        return { ...member, ...keys.member(subjectHash), state };
      });
  });

/** A lifecycle by the local platform's own HTTP front, its authorizers included, before these functions. */
export async function complaintFront(city: ComplaintCity, table: Table) {
  const functions = functionsOn(city, table);
  const routes = OPERATIONS.map((operation) => ({ end: operation.end, key: routeOf(operation) }));
  const gateway = await gatewayOf(assemblyWithRoutes(routes), (route, event) =>
    functions(route)(event as HttpEvent, inProcess),
  );
  const tokens = new Map<string, string>();
  for (const { subject } of [city.family, city.service])
    tokens.set(subject, await gateway.token({ sub: subject }));
  const lifecycle = lifecycleBy(city, async ({ end, path: template }, { subject }, about) => {
    const path = template.replace("{complaintId}", about.path?.complaintId ?? "");
    const response = await fetch(`${gateway.url}/${end}${path}`, {
      method: "POST",
      headers: {
        ...once(),
        authorization: `Bearer ${tokens.get(subject) ?? ""}`,
        "content-type": "application/json",
      },
      ...(about.body !== undefined && { body: JSON.stringify(about.body) }),
    });
    const answer = (await response.json()) as Answered;
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  });
  return { lifecycle, stop: () => gateway.stop() };
}
