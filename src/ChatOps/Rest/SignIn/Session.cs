namespace ChatOps.Rest.SignIn;

/// <summary>One browser's sign-in.</summary>
/// <param name="Identity">The person in the terms of the channel <c>web</c>.</param>
/// <param name="SignedInAt">When they proved who they are.</param>
public sealed record Session(string Identity, DateTimeOffset SignedInAt);
