import { expect, test } from "vitest";
import { maskName, maskPhone } from "../../../domain/shared/mask.ts";

test.each([
  ["王小明", "王*明"],
  ["王明", "王*"],
  ["王", "*"],
  ["欧阳小明", "欧**明"],
  ["𠮷田明", "𠮷*明"],
  ["", ""],
])("the name %s shows as %s", (name, masked) => expect(maskName(name)).toBe(masked));

test.each([
  ["13800138000", "138****8000"],
  ["1380013", "*******"],
])("the phone number %s shows as %s", (phone, masked) => expect(maskPhone(phone)).toBe(masked));
