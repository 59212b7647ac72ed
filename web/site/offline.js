// Keeps the files of the page, so that it opens without a network. With one, it is always the newest page.

const kept = caches.open("nn-core");

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(registration.scope)) event.respondWith(answer(event));
});

/** Keeps all files. */
async function keep() {
  const files = await (await fetch("files.json")).json();
  await (await kept).addAll(["./", ...files]);
}

/** The file of the network, or the one that was kept. */
async function answer(event) {
  const cache = await kept;
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(cache.put(event.request, response.clone()));
    return response;
  } catch (error) {
    const response = await cache.match(event.request, { ignoreSearch: true });
    if (!response) throw error;
    return response;
  }
}
