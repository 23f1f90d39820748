// touched
pub fn touched() -> usize {
 7095
}
