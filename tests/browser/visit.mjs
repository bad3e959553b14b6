// Getting to a page as a person would: enter as a role, follow links, switch the language.

/** Enters the demonstration as a role and returns the session, to be used by every later visit. */
export async function enter(browser, base, role) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(base);
  const button = page.locator(`form[action$="/demo/enter"] button[name="role"][value="${role}"]`).first();
  const field = page.locator(`form[action$="/demo/enter"]:has(input[name="role"][value="${role}"]) button`).first();
  const way = (await button.count()) > 0 ? button : field;
  if ((await way.count()) === 0) throw new Error(`the entry page has no way in for the role ${role}`);
  await Promise.all([page.waitForNavigation(), way.click()]);
  const session = await context.storageState();
  await context.close();
  return session;
}

/** Runs in the page: where the first of these links leads that a person at a desk sees, or sees the fold of. */
function leads(links) {
  const seen = (link) => {
    const fold = link.closest("details:not([open])");
    return fold ? fold.querySelector("summary").checkVisibility() : link.checkVisibility();
  };
  return links.find(seen)?.getAttribute("href") ?? null;
}

/** The final address of a page: its path, then each link named by a selector. */
export async function address(page, base, { path, follow = [] }) {
  let url = new URL(path, base).href;
  for (const selector of follow) {
    await arrive(page, url);
    const href = await page.locator(selector).evaluateAll(leads);
    if (href === null) throw new Error(`${url} shows no link ${selector}`);
    url = new URL(href, page.url()).href;
  }
  return url;
}

/** How a page came: in the language it was asked for in, or by the page's own link to that language. */
export const Came = { atOnce: "at once", byLink: "by link" };

/** Goes to a page in a language, by the page's own link to it where the page came in another; says how it came. */
export async function read(page, url, lang) {
  await arrive(page, url);
  if (await page.evaluate(() => document.documentElement.lang.split("-")[0]) === lang) return Came.atOnce;
  const href = await page.locator(`a[hreflang="${lang}"]`).first().getAttribute("href", { timeout: 2000 }).catch(() => null);
  if (href === null) throw new Error(`${url} has no link to itself in ${lang}`);
  await arrive(page, new URL(href, page.url()).href);
  return Came.byLink;
}

/** Goes to an address and waits until everything is there; a page with a script may ask for more after it was loaded. */
export async function arrive(page, url) {
  const answer = await page.goto(url, { waitUntil: "load" });
  if (!answer?.ok()) throw new Error(`${url} answers ${answer?.status()}`);
  if (await page.evaluate(() => document.scripts.length > 0)) await page.waitForLoadState("networkidle");
}
