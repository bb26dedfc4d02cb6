import * as z from "zod";

/** What a story needs of a running platform: voices that speak as personas, its clock, and its quiet. */
export interface Stage {
  readonly url: string;
  /** Speaks over HTTP as a persona, or without a token. */
  as(persona: string | undefined): Voice;
  /** Resolves when no event, queue message or stream record is under way. */
  idle(): Promise<void>;
  /** The platform's time, in epoch milliseconds. */
  now(): Promise<number>;
  /** Moves the platform's clock; a time that has passed already is left alone. */
  moveTo(epochMs: number): Promise<void>;
}

export interface Voice {
  get(path: string): Promise<Reply>;
  /** @param key the idempotency key: the same on every attempt of this step */
  post(path: string, body: unknown, key?: string): Promise<Reply>;
}

/** An answer; a story reads what it expects of it, and breaks where it got something else. */
export class Reply {
  readonly status: number;
  readonly text: string;
  private readonly asked: string;
  constructor(asked: string, status: number, text: string) {
    this.asked = asked;
    this.status = status;
    this.text = text;
  }

  /** The body of a success. @throws StoryBroken for a refusal, or a body of another shape */
  expect<S extends z.ZodType>(schema: S): z.output<S> {
    if (this.status >= 300) throw new StoryBroken(`${this.asked} → ${this.status}\n${this.text}`);
    return this.read(schema);
  }

  /** The stable code of a refusal. @throws StoryBroken when it was no refusal */
  refusal(): string {
    if (this.status < 400) throw new StoryBroken(`${this.asked} was not refused: ${this.status}`);
    return this.read(z.object({ code: z.string() })).code;
  }

  private read<S extends z.ZodType>(schema: S): z.output<S> {
    const parsed = schema.safeParse(this.text === "" ? undefined : JSON.parse(this.text));
    if (parsed.success) return parsed.data;
    throw new StoryBroken(`${this.asked} answered unexpectedly:\n${z.prettifyError(parsed.error)}`);
  }
}

/** The story did not go as it has to: the demo ends with this and a code that is not zero. */
export class StoryBroken extends Error {
  override readonly name = "StoryBroken";
}

/** A voice over HTTP, with a token for each request. */
export function voice(url: string, token: (() => Promise<string>) | undefined): Voice {
  const say = async (method: string, path: string, body?: unknown, key?: string) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        "accept-language": "en",
        ...(token === undefined ? {} : { authorization: `Bearer ${await token()}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return new Reply(`${method} ${path}`, response.status, await response.text());
  };
  return {
    get: (path) => say("GET", path),
    post: (path, body, key) => say("POST", path, body, key),
  };
}
