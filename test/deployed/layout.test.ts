import { readdirSync, readFileSync } from "node:fs";
import { getListOfFunctionsAndAssets } from "@twilio-labs/serverless-api/dist/utils/fs";

describe("what is deployed", () => {
  it("is exactly the routes, those for Twilio behind its signature", async () => {
    const { functions, assets } = await getListOfFunctionsAndAssets(
      process.cwd(),
      {
        functionsFolderNames: ["dist/functions"],
        assetsFolderNames: ["dist/assets"],
      },
    );
    const routes = (resources: typeof functions) =>
      resources.map(({ path, access }) => `${path} ${access}`).sort();
    expect(routes(functions)).toEqual([
      "/debugger protected",
      "/fallback protected",
      "/incidents public",
      "/watch public",
    ]);
    expect(routes(assets)).toEqual([
      "/dashboard.css public",
      "/dashboard.html public",
      "/dashboard.js public",
      "/messaging-error.xml public",
      "/voice-error.xml public",
    ]);
  });

  it("has beside each Function its source map, and nothing else", () => {
    expect(readdirSync("dist/functions").sort()).toEqual([
      "debugger.protected.js",
      "debugger.protected.js.map",
      "fallback.protected.js",
      "fallback.protected.js.map",
      "incidents.js",
      "incidents.js.map",
      "watch.js",
      "watch.js.map",
    ]);
  });

  it("serves as static documents what the Function answers with", () => {
    for (const name of ["voice-error.xml", "messaging-error.xml"]) {
      const read = (folder: string) =>
        readFileSync(`${folder}/${name}`, "utf8");
      expect(read("dist/assets")).toBe(read("assets"));
    }
  });

  it("depends on nothing but Twilio's SDK and run-time", () => {
    const { dependencies } = JSON.parse(
      readFileSync("package.json", "utf8"),
    ) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies)).toEqual([
      "@twilio/runtime-handler",
      "twilio",
    ]);
    expect(dependencies["@twilio/runtime-handler"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("loads nothing but Node's own modules", () => {
    const built = readdirSync("dist/functions").filter((name) =>
      name.endsWith(".js"),
    );
    const loaded = built.flatMap((name) => [
      ...readFileSync(`dist/functions/${name}`, "utf8").matchAll(
        /require\(["'`]?([^"'`)]*)/g,
      ),
    ]);
    expect(loaded.length).toBeGreaterThan(2);
    for (const [, name] of loaded) expect(name).toMatch(/^node:/);
  });

  it("installs nothing that runs a script, or that the lockfile does not know by its hash", () => {
    const { packages } = JSON.parse(
      readFileSync("package-lock.json", "utf8"),
    ) as {
      packages: Record<
        string,
        {
          dev?: boolean;
          hasInstallScript?: boolean;
          resolved?: string;
          integrity?: string;
        }
      >;
    };
    const deployed = Object.entries(packages).filter(
      ([path, { dev }]) => path !== "" && !dev,
    );
    expect(deployed.length).toBeGreaterThan(50);
    for (const [path, { hasInstallScript, resolved, integrity }] of deployed)
      expect({ path, hasInstallScript, resolved, integrity }).toEqual({
        path,
        hasInstallScript: undefined,
        // npm's own registry: a lockfile names others alone.
        resolved: undefined,
        integrity: expect.stringMatching(/^sha512-/) as string,
      });
  });
});
