/**
 * The page's end of the service worker: registers it, tells when a new version waits and when everything
 * works offline. Does nothing in development, where files change under its feet.
 */
import type { OfflineReady, OfflineRequest } from './offline-files.ts';

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 1000);
  });
}

async function afterLoad(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  await idle();
}

function post(worker: ServiceWorker, request: OfflineRequest): void {
  worker.postMessage(request);
}

/** Whether the visitor asked their browser to spare data. Only Chromium tells. */
function sparesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** Calls back once a version of the site waits behind the one that runs. */
function watchForUpdate(registration: ServiceWorkerRegistration, onWaiting: (worker: ServiceWorker) => void) {
  const watch = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      // Without a controller it is the first version, and nothing waits.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) onWaiting(worker);
    });
  };
  if (registration.waiting && navigator.serviceWorker.controller) onWaiting(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
}

/**
 * Registers the service worker once the page has loaded and settled.
 *
 * @param onUpdateReady a new version is stored and waits; calling `activate` switches to it and reloads every
 *   open tab of the shop (history is durable, so nothing is lost)
 * @param onOfflineReady every page and picture of the shop is stored; called once per visit at most. Encoder
 *   models are stored as they are used
 */
export function registerServiceWorker(
  onUpdateReady: (activate: () => void) => void,
  onOfflineReady: () => void,
): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;

  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    // The first version merely takes charge of a page that already is that version.
    if (controlled) location.reload();
    controlled = true;
  });

  let told = false;
  serviceWorker.addEventListener('message', (event: MessageEvent<OfflineReady>) => {
    if (event.data.kind !== 'offline-ready' || told) return;
    told = true;
    onOfflineReady();
  });

  const start = async () => {
    await afterLoad();
    const registration = await serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
    watchForUpdate(registration, (worker) => onUpdateReady(() => post(worker, { kind: 'activate' })));
    const { active } = await serviceWorker.ready;
    await idle();
    const fill = () => post(active as ServiceWorker, { kind: 'fill', pictures: !sparesData() });
    fill();
    // The first visit's workers run without the service worker; what they loaded since is kept on leaving.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') fill();
    });
  };
  // Private windows refuse service workers; the shop then simply needs its network.
  start().catch(() => {});
}
