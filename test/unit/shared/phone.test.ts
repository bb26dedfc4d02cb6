import { describe, expect, it } from "vitest";
import { readContactNumber, readMobileNumber } from "../../../domain/shared/phone.ts";

describe("mobile numbers", () => {
  it.each(["13913881891", "139 1388 1891", "139-1388-1891", "+8613913881891", "0086 13913881891"])(
    "reads %s as its eleven digits",
    (text) => {
      expect(readMobileNumber(text)).toBe("13913881891");
    },
  );

  it.each([
    "12345",
    "12913881891",
    "1391388189",
    "139138818911",
    "0371-63211234",
    "1391388189a",
    "",
  ])("does not take %s", (text) => {
    expect(readMobileNumber(text)).toBeUndefined();
  });
});

describe("numbers of organisations", () => {
  it.each([
    ["13913881891", "13913881891"],
    ["010-12345678", "01012345678"],
    ["0371-63211234", "037163211234"],
    ["0395 3123456", "03953123456"],
    ["400-820-8820", "4008208820"],
  ])("reads %s as %s", (text, expected) => {
    expect(readContactNumber(text)).toBe(expected);
  });

  it.each(["12345", "110", "63211234", "0371-632112", "95588", "abc", ""])(
    "does not take %s, which cannot be called from elsewhere or is no number",
    (text) => {
      expect(readContactNumber(text)).toBeUndefined();
    },
  );
});
