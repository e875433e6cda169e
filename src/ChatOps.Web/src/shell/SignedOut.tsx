export function SignedOut() {
  return (
    <main className="notice" role="alert">
      <h1>You are signed out</h1>
      <p>
        Open a fresh sign-in link; it works once. The program prints one at its start, and while it runs this command prints
        one for you. Nothing that was said or started is lost, and runs go on meanwhile.
      </p>
      <pre>dotnet run --project src/ChatOps -- sign-in PERSON</pre>
    </main>
  );
}
