/** The device's language models, for the page's components: their state, and a look at what there is. */
import { useEffect, useSyncExternalStore } from 'react';
import {
  type DeviceLanguageModels,
  deviceLanguageModels,
  type ModelState,
} from '../engine/device-language-models.ts';
import { useLanguage } from './language.tsx';

/** Looks for models once the component is shown, and again where the language changes. */
export function useLanguageModels(): [ModelState, DeviceLanguageModels] {
  const models = deviceLanguageModels();
  const [language] = useLanguage();
  useEffect(() => void models.look(language), [models, language]);
  const state = useSyncExternalStore(subscribe, () => models.state);
  return [state, models];
}

function subscribe(listener: () => void): () => void {
  return deviceLanguageModels().subscribe(listener);
}
