import { spokenLanguage, t } from '../../common/l10n';

/** How long ago, as people say it. Both in ms since 1970. */
export function since(then: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - then) / 60_000));
  if (minutes < 1) return t('just now');
  if (minutes < 60) return t('{0} min ago', minutes);
  const hours = Math.round(minutes / 60);
  if (hours < 24) return t('{0} h ago', hours);
  const days = Math.round(hours / 24);
  if (days >= 30) return new Date(then).toLocaleDateString(spokenLanguage());
  return days === 1 ? t('1 day ago') : t('{0} days ago', days);
}
