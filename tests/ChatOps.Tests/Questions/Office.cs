namespace ChatOps.Tests.Questions;

/// <summary>Departments, people, projects and who works on what; in words that every engine understands.</summary>
internal static class Office
{
    public const string Script = """
        CREATE TABLE departments (department_id INT NOT NULL PRIMARY KEY, department_name VARCHAR(40), location VARCHAR(40), budget DECIMAL(10,2));
        CREATE TABLE employees (employee_id INT NOT NULL PRIMARY KEY, first_name VARCHAR(40), last_name VARCHAR(40), email VARCHAR(60), sex VARCHAR(1), age INT, salary INT, hire_date DATE, job_title VARCHAR(40), department_id INT, FOREIGN KEY (department_id) REFERENCES departments (department_id));
        CREATE TABLE projects (project_id INT NOT NULL PRIMARY KEY, title VARCHAR(40), start_date DATE, end_date DATE, department_id INT, FOREIGN KEY (department_id) REFERENCES departments (department_id));
        CREATE TABLE assignments (employee_id INT NOT NULL, project_id INT NOT NULL, hours INT, PRIMARY KEY (employee_id, project_id), FOREIGN KEY (employee_id) REFERENCES employees (employee_id), FOREIGN KEY (project_id) REFERENCES projects (project_id));
        INSERT INTO departments VALUES (1, 'Sales', 'Berlin', 100000), (2, 'Engineering', 'Munich', 300000), (3, 'Legal', 'Berlin', 50000);
        INSERT INTO employees VALUES (1, 'Ann', 'Lee', 'ann@example.org', 'F', 41, 5000, '2015-03-01', 'Manager', 1), (2, 'Bob', 'Ray', 'bob@example.org', 'M', 29, 4000, '2018-07-15', 'Clerk', 1), (3, 'Cid', 'Fox', 'cid@example.org', 'M', 55, 7000, '2012-01-10', 'Manager', 2), (4, 'Dee', 'Orr', 'dee@example.org', 'F', 33, 6500, '2019-11-30', 'Engineer', 2), (5, 'Eve', 'Kim', 'eve@example.org', 'F', 27, 6000, '2020-02-02', 'Engineer', 2);
        INSERT INTO projects VALUES (1, 'Apollo', '2020-01-01', '2021-01-01', 2), (2, 'Gemini', '2019-05-01', NULL, 2), (3, 'Mercury', '2021-06-01', NULL, 1);
        INSERT INTO assignments VALUES (3, 1, 100), (4, 1, 200), (5, 1, 50), (4, 2, 80), (2, 3, 10);
        """;

    /// <summary>The same in German, without declared references.</summary>
    public const string German = """
        CREATE TABLE abteilungen (abteilung_id INTEGER PRIMARY KEY, abteilungsname TEXT, standort TEXT);
        CREATE TABLE mitarbeiter (mitarbeiter_id INTEGER PRIMARY KEY, vorname TEXT, nachname TEXT, "alter" INTEGER, gehalt INTEGER, abteilung_id INTEGER);
        INSERT INTO abteilungen VALUES (1, 'Vertrieb', 'Berlin'), (2, 'Entwicklung', 'München'), (3, 'Recht', 'Berlin');
        INSERT INTO mitarbeiter VALUES (1, 'Anna', 'Lang', 41, 5000, 1), (2, 'Bernd', 'Roth', 29, 4000, 1), (3, 'Carl', 'Fuchs', 55, 7000, 2), (4, 'Dora', 'Ott', 33, 6500, 2);
        """;

    public static IReadOnlyList<(string Question, string Rows)> Questions { get; } =
    [
        ("How many employees are there?", "5"),
        ("How many employees work in the Engineering department?", "3"),
        ("How many different job titles are there?", "3"),
        ("How many female employees do we have?", "3"),
        ("List the last names of employees ordered by age.", "Kim; Ray; Orr; Lee; Fox"),
        ("Show the first name and salary of engineers ordered by salary from high to low.", "Dee 6500; Eve 6000"),
        ("What is the average salary of employees?", "5700"),
        ("What are the minimum and maximum salaries of all employees?", "4000 7000"),
        ("Which departments are located in Berlin?", "Legal; Sales"),
        ("List the first names of employees hired after 2018.", "Dee; Eve"),
        ("Show the last names of employees whose salary is between 4000 and 6000.", "Kim; Lee; Ray"),
        ("Which employees are older than 30? Give their first names.", "Ann; Cid; Dee"),
        ("Show the first names of employees who earn more than the average salary.", "Cid; Dee; Eve"),
        ("What is the last name of the oldest employee?", "Fox"),
        ("What is the last name of the employee who was hired most recently?", "Kim"),
        ("What are the titles of projects without an end date?", "Gemini; Mercury"),
        ("Which departments have no employees?", "Legal"),
        ("Which department has the most employees?", "Engineering"),
        ("Show the name of each department and the number of employees in it.", "Engineering 3; Sales 2"),
        ("What is the average salary for each job title?", "Clerk 4000; Engineer 6250; Manager 6000"),
        ("Which job titles are held by more than one employee?", "Engineer; Manager"),
        ("Which employees work on at least two projects? Show the last names.", "Orr"),
        ("Which employees are not assigned to any project? Give the first names.", "Ann"),
        ("Show the last names of employees working on the project Apollo.", "Fox; Kim; Orr"),
        ("What is the total budget of the departments in Berlin?", "150000"),
        ("How many hours were spent on each project?", "Apollo 350; Gemini 80; Mercury 10"),
        ("Show the first names of employees whose last name starts with K or whose age is above 50.", "Cid; Eve"),
        ("Which projects have the letter 'p' in their title?", "Apollo"),
        ("Show the last names of employees of the department with the largest budget.", "Fox; Kim; Orr"),
        ("How many employees were hired in July 2018?", "1"),
        ("Find the last names of employees working on both Apollo and Gemini.", "Orr"),
        ("top 2 employees by salary", "Cid Fox; Dee Orr"),
        ("What is the most common location of departments?", "Berlin"),
        ("How many employees were hired per year?", "2012 1; 2015 1; 2018 1; 2019 1; 2020 1"),
        ("How many employees were hired per quarter?", "2012-Q1 1; 2015-Q1 1; 2018-Q3 1; 2019-Q4 1; 2020-Q1 1"),
        ("What percentage of employees is female?", "60"),
        ("Which employee has the second highest salary?", "Dee Orr"),
        ("Which employees earn more than the average salary of their department?", "Ann Lee; Cid Fox"),
        ("Which departments have a total salary above 10000?", "Engineering"),
    ];
}
