using ChatOps.Agents.Questions.Running;

namespace ChatOps.Agents.Questions;

/// <summary>Adds the reader of questions and what runs its statements.</summary>
public static class QuestionsRegistration
{
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton<QuestionReader>()
        .AddSingleton<QueryRunner>()
        .AddSingleton<QuestionAnswers>();
}
