/** All departments with what is in them, in columns where there is room: in the header's menu and the phone's sheet. */
import { Link, useLocation } from 'wouter';
import type { Department } from '../../catalog/item.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { departmentPath } from '../departments.ts';
import styles from './DepartmentList.module.css';

export function DepartmentList({
  departments,
  onChoose,
}: {
  departments: Department[];
  onChoose?: () => void;
}) {
  const lang = useCatalogLanguage();
  const [path] = useLocation();
  return (
    <ul className={styles.list} role="list">
      {departments.map(({ name, slug, count, kinds }) => (
        <li key={slug}>
          <Link
            href={departmentPath(slug)}
            className={styles.department}
            aria-current={path === departmentPath(slug) ? 'page' : undefined}
            onClick={onChoose}
          >
            <span className={styles.name} lang={lang}>
              {name}
            </span>
            <span className={styles.count}>{count}</span>
            <span className={styles.kinds} lang={lang}>
              {kinds.join(', ')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
