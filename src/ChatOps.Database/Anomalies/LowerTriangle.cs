namespace ChatOps.Database.Anomalies;

/// <summary>Lower triangles of square matrices, held row by row.</summary>
internal static class LowerTriangle
{
    /// <summary>The inverse of L where L times its transpose is the matrix (Cholesky), so that the result whitens what has that covariance.</summary>
    /// <param name="matrix">Positive definite; only its lower half is read, and it is overwritten.</param>
    public static double[] InverseRoot(double[] matrix, int size)
    {
        Factor(matrix, size);
        var inverse = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            inverse[(column * size) + column] = 1 / matrix[(column * size) + column];
            for (var row = column + 1; row < size; row++)
            {
                var sum = 0.0;
                for (var k = column; k < row; k++)
                {
                    sum += matrix[(row * size) + k] * inverse[(k * size) + column];
                }

                inverse[(row * size) + column] = -sum / matrix[(row * size) + row];
            }
        }

        return inverse;
    }

    private static void Factor(double[] matrix, int size)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[(row * size) + column];
                for (var k = 0; k < column; k++)
                {
                    sum -= matrix[(row * size) + k] * matrix[(column * size) + k];
                }

                // Rounding can take a pivot to zero or below; a tiny one stands for it.
                matrix[(row * size) + column] = row == column ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[(column * size) + column];
            }
        }
    }
}
