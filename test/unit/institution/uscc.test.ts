import { describe, expect, it } from "vitest";
import { readUscc } from "../../../domain/institution/uscc.ts";

describe("the unified social credit code, GB 32100-2015", () => {
  it.each(["91350100M000100Y43", "91512081MA62K0260E", "52130408NW0E24W2K0"])(
    "takes %s",
    (code) => {
      expect(readUscc(code)).toEqual({ kind: "valid", uscc: code });
    },
  );

  it("tells the right check character of a code that fails it, and keeps the code", () => {
    expect(readUscc("91350100M000100Y4Y")).toEqual({
      kind: "check-character-wrong",
      uscc: "91350100M000100Y4Y",
      expected: "3",
    });
  });

  it.each(["I", "O", "S", "V", "Z", "中", "-", " "])(
    "does not know the character %s",
    (character) => {
      expect(readUscc(`91350100M0001${character}0Y43`)).toEqual({
        kind: "alphabet-wrong",
        character,
      });
    },
  );

  it("refuses Z in the place of the check character as no character of the code", () => {
    expect(readUscc("91350100M000100Y4Z")).toEqual({ kind: "alphabet-wrong", character: "Z" });
  });

  it.each([
    ["91350100M000100Y4", 17],
    ["91350100M000100Y433", 19],
    ["", 0],
  ])("counts the characters of %s", (code, length) => {
    expect(readUscc(code)).toEqual({ kind: "length-wrong", length });
  });

  it("notices every single wrong character of a valid code", () => {
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const code = "91350100M000100Y43";
    let altered = 0;
    for (let place = 0; place < code.length; place += 1) {
      for (const character of alphabet.replace(code.charAt(place), "")) {
        const wrong = code.slice(0, place) + character + code.slice(place + 1);
        expect(readUscc(wrong).kind, wrong).toBe("check-character-wrong");
        altered += 1;
      }
    }
    expect(altered).toBe(18 * 30);
  });
});
