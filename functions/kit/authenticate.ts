import { invariant } from "../../domain/shared/invariant.ts";
import * as z from "zod";
import type { Caller } from "./caller.ts";
import type { Principal } from "./context.ts";
import type { Access } from "./contract.ts";
import type { Kit } from "./deps.ts";
import type { HttpEvent } from "./http-message.ts";
import { type MemberDirectory, subjectHash } from "./members.ts";
import { Refused } from "./problem.ts";

type Doors = Pick<Kit, "members" | "signedCalls">;

export async function authenticate(
  access: Access,
  event: HttpEvent,
  body: string,
  { members, signedCalls }: Doors,
): Promise<Caller> {
  switch (access.role) {
    case "anyone":
      return { principal: { kind: "anyone" }, attached: [] };
    case "bank":
      invariant(signedCalls, "a function that banks call verifies their signatures");
      return signedCalls.callerOf(event, body);
    case "account": {
      const { iss, sub } = claimsOf(event);
      return { principal: { kind: "account", subjectHash: subjectHash(iss, sub) }, attached: [] };
    }
    case "guardian":
    case "institution":
    case "officer":
      return { principal: await memberOfToken(event, members), attached: [] };
  }
}

const Claims = z.object({
  authorizer: z.object({
    jwt: z.object({ claims: z.object({ iss: z.string().min(1), sub: z.string().min(1) }) }),
  }),
});

/** What the gateway has verified of the token. */
function claimsOf(event: HttpEvent): { readonly iss: string; readonly sub: string } {
  const context = Claims.safeParse(event.requestContext);
  if (!context.success) throw new Refused("identity.unauthenticated");
  return context.data.authorizer.jwt.claims;
}

/** The token becomes a member. */
async function memberOfToken(event: HttpEvent, members: MemberDirectory): Promise<Principal> {
  const { iss, sub } = claimsOf(event);
  const member = await members.find(iss, sub);
  if (member === undefined) throw new Refused("identity.not-a-member");
  return { kind: "member", ...member };
}
