import { describe, expect, it } from "vitest";
import { readResidentId } from "../../../domain/shared/resident-id.ts";

describe("the resident identity number, GB 11643", () => {
  it("tells birth date and gender, and takes a small x", () => {
    expect(readResidentId("11010519491231002x")).toEqual({
      ok: true,
      value: { number: "11010519491231002X", birthDate: "1949-12-31", gender: "female" },
    });
    expect(readResidentId("440524188001010014")).toEqual({
      ok: true,
      value: { number: "440524188001010014", birthDate: "1880-01-01", gender: "male" },
    });
  });

  it.each([
    ["", "resident-id.malformed"],
    ["1101051949123100", "resident-id.malformed"],
    ["110105194912310021", "resident-id.check-character-wrong"],
    ["X1010519491231002X", "resident-id.malformed"],
    ["110105194902290020", "resident-id.birth-date-impossible"],
    ["110105194913310020", "resident-id.birth-date-impossible"],
    ["110105491231002", "resident-id.malformed"],
  ])("refuses %s, saying %s and never the number", (text, code) => {
    expect(readResidentId(text)).toEqual({ ok: false, refusal: { code, facts: {} } });
  });

  it("notices every single wrong digit of a valid number", () => {
    const number = "11010519491231002X";
    let altered = 0;
    for (let place = 0; place < 17; place += 1) {
      for (const digit of "0123456789".replace(number.charAt(place), "")) {
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        expect(readResidentId(wrong).ok, wrong).toBe(false);
        altered += 1;
      }
    }
    expect(altered).toBe(17 * 9);
  });
});
