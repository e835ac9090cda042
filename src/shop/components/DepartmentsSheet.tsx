/** All departments on a phone: a sheet from below. */
import { useDepartments } from '../departments.ts';
import { useText } from '../language.tsx';
import { DepartmentList } from './DepartmentList.tsx';
import { Dialog } from './Dialog.tsx';

export default function DepartmentsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  const departments = useDepartments();
  return (
    <Dialog open={open} onClose={onClose} title={text('departments')}>
      <DepartmentList departments={departments} onChoose={onClose} />
    </Dialog>
  );
}
