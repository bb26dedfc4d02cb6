import * as z from "zod";
import { defineUseCase } from "../kit/contract.ts";

export const getOpenApi = defineUseCase({
  id: "getOpenApi",
  capability: "support",
  end: "public",
  method: "GET",
  path: "/openapi.json",
  summary: { zh: "接口说明（OpenAPI 3.1）", en: "The interface as OpenAPI 3.1" },
  access: { role: "anyone" },
  input: {},
  output: z.looseObject({ openapi: z.string() }),
  errors: [],
  touches: {},
  load: { perSecond: 1 },
});

export const getDocs = defineUseCase({
  id: "getDocs",
  capability: "support",
  end: "public",
  method: "GET",
  path: "/docs",
  summary: { zh: "接口说明网页", en: "The interface as a page to read" },
  access: { role: "anyone" },
  input: {},
  output: z.string(),
  contentType: "text/html; charset=utf-8",
  errors: [],
  touches: {},
  load: { perSecond: 1 },
});

export const getHealth = defineUseCase({
  id: "getHealth",
  capability: "support",
  end: "public",
  method: "GET",
  path: "/health",
  summary: { zh: "平台是否正常", en: "Whether the platform can read its table" },
  access: { role: "anyone" },
  input: {},
  output: z.strictObject({ status: z.literal("ok"), time: z.string() }),
  errors: [],
  touches: { reads: ["seed"] },
  load: { perSecond: 10 },
});

export const useCases = [getOpenApi, getDocs, getHealth];
