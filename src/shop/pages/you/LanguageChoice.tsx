/** In which language the shop speaks. */
import { LanguageSwitch } from '../../components/LanguageSwitch.tsx';
import { useText } from '../../language.tsx';
import { Choice } from './Choice.tsx';

export function LanguageChoice() {
  const text = useText();
  return (
    <Choice title={text('language')}>
      <p>{text('language.note')}</p>
      <LanguageSwitch />
    </Choice>
  );
}
