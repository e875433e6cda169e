export function SignedOut() {
  return (
    <main className="notice" role="alert">
      <h1>You are signed out</h1>
      <p>
        Restart the program and open the link that it prints; it signs you in once. Nothing that was said or started is
        lost, and runs go on meanwhile.
      </p>
    </main>
  );
}
