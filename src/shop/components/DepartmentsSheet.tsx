/** All departments on a phone: a sheet from below. */
import { useDepartments } from '../departments.ts';
import { DepartmentList } from './DepartmentList.tsx';
import { Dialog } from './Dialog.tsx';

export default function DepartmentsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const departments = useDepartments();
  return (
    <Dialog open={open} onClose={onClose} title="Departments">
      <DepartmentList departments={departments} onChoose={onClose} />
    </Dialog>
  );
}
